// Keeps a copy of the content in a file: it can be read where there is no network.
import java.io.File
import quire.apis.ChangesApi
import quire.infrastructure.ClientError
import quire.infrastructure.ClientException
import quire.infrastructure.Serializer
import quire.models.ChangedResource
import quire.models.ChangesAnswer
import quire.models.Fault

data class Copy(val token: String?, val items: Map<String, ChangedResource>)

/** Say whether nobody can tell any more what differs; else only the pages that were read are gone. */
fun isLost(refused: ClientException): Boolean {
    if (refused.statusCode != 410) throw refused
    val problem = problems.fromJson((refused.response as ClientError<*>).body as String)
    return problem?.errors?.any { it.code == Fault.Code.resync_required } ?: true
}

fun sync(changes: ChangesApi, copy: Copy): Copy {
    val pages = mutableListOf<ChangesAnswer>()
    var cursor: String? = null
    try {
        do {
            pages += changes.getChanges(since = copy.token, cursor = cursor)
            cursor = pages.last().meta.nextCursor
        } while (cursor != null)
    } catch (refused: ClientException) {
        return sync(changes, if (isLost(refused)) Copy(null, emptyMap()) else copy)
    }
    // All pages at once, and the token with them: half of them would be a state that never was.
    val items = copy.items.toMutableMap()
    for (page in pages) {
        page.data.removed.forEach { items.remove("${it.type.value} ${it.id}") }
        page.data.changed.forEach { items["${it.type.value} ${it.id}"] = it }
    }
    return Copy(pages.last().meta.token, items)
}

fun main(arguments: Array<String>) {
    val (base, path) = arguments
    val copies = Serializer.moshi.adapter(Copy::class.java)
    val kept = File(path).takeIf { it.exists() }?.let { copies.fromJson(it.readText()) }
    val next = File("$path.new")
    next.writeText(copies.toJson(sync(ChangesApi(base), kept ?: Copy(null, emptyMap()))))
    next.renameTo(File(path))
}
