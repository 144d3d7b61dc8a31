// Reads lists, a post, a search and problems by types that openapi-generator made.
import com.squareup.moshi.JsonAdapter
import quire.apis.ArchiveApi
import quire.apis.AuthorsApi
import quire.apis.DiscoveryApi
import quire.apis.PagesApi
import quire.apis.PostsApi
import quire.apis.RedirectsApi
import quire.apis.ResolveApi
import quire.apis.SearchApi
import quire.apis.SuggestApi
import quire.apis.TagsApi
import quire.infrastructure.ClientError
import quire.infrastructure.ClientException
import quire.infrastructure.Serializer
import quire.models.Post
import quire.models.PostSummary
import quire.models.Problem

val problems: JsonAdapter<Problem> = Serializer.moshi.adapter(Problem::class.java)

/** Read a list by cursor, to its end. */
fun walk(posts: PostsApi): List<PostSummary> {
    val found = mutableListOf<PostSummary>()
    var cursor: String? = null
    do {
        val page =
            posts.listPosts(
                limit = 10,
                cursor = cursor,
                sort =
                    listOf(
                        PostsApi.SortListPosts.published_at_descending,
                        PostsApi.SortListPosts.title_ascending,
                    ),
                include = listOf(PostsApi.IncludeListPosts.authors),
            )
        found += page.data
        cursor = page.meta.pagination.nextCursor
    } while (cursor != null)
    return found
}

/** Read the problem that a request is refused with. */
fun problemOf(request: () -> Any): Problem {
    try {
        request()
    } catch (refused: ClientException) {
        val body = (refused.response as ClientError<*>).body as String
        return checkNotNull(problems.fromJson(body)) { "the problem is missing" }
    }
    error("the request was not refused")
}

/** Read an answer of every other kind: what a type cannot hold throws here. */
fun readTheRest(base: String, post: Post) {
    val posts = PostsApi(base)
    val author = AuthorsApi(base).listAuthors().data.first()
    val tag = TagsApi(base).listTags(sort = listOf(TagsApi.SortListTags.name_descending)).data.first()
    val page = PagesApi(base).listPages().data.first()
    DiscoveryApi(base).getDiscovery()
    posts.getPostNeighbors(post.slug)
    posts.getRelatedPosts(post.slug)
    PagesApi(base).getPage(page.slug)
    AuthorsApi(base).getAuthor(author.slug)
    TagsApi(base).getTag(tag.slug)
    ArchiveApi(base).getArchive()
    SuggestApi(base).suggest("ca")
    check(RedirectsApi(base).listRedirects().data.isNotEmpty()) { "a redirect is to be read" }
    ResolveApi(base).resolvePath(post.url)
}

fun main(arguments: Array<String>) {
    val (base) = arguments
    val posts = PostsApi(base)
    val all = walk(posts)
    val post = posts.getPost(all.first { it.series == null }.slug).data
    readTheRest(base, post)
    val found =
        SearchApi(base)
            .search(
                q = "cache",
                tag = listOf("caching", "http"),
                featured = false,
                facets = listOf(SearchApi.FacetsSearch.tag),
            )
    val fault = problemOf { posts.listPosts(limit = 500) }.errors.first()
    val lost = problemOf { posts.getPost("no-such-post") }
    val seen =
        mapOf(
            "slugs" to all.map { it.slug },
            "post" to listOf(post.slug, post.series, post.publishedAt, post.html),
            "hits" to found.data.map { listOf(it.slug, it.match.snippet) },
            "fault" to listOf(fault.parameter, fault.code.value, fault.hint),
            "problem" to listOf(lost.status, lost.type.value),
        )
    println(Serializer.moshi.adapter(Any::class.java).serializeNulls().toJson(seen))
}
