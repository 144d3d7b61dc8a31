// Reads lists, a post, a search and problems by types that oapi-codegen made.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"quire.example/check/quire"
)

// Seen is what the check compares with what plain HTTP says.
type Seen struct {
	Slugs   []string `json:"slugs"`
	Post    [4]any   `json:"post"`
	Hits    [][2]any `json:"hits"`
	Fault   [3]any   `json:"fault"`
	Problem [2]any   `json:"problem"`
}

func read(ctx context.Context, client *quire.ClientWithResponses) (*Seen, error) {
	seen := &Seen{}
	single := ""

	// A list by cursor, to its end.
	limit := 10
	list := &quire.ListPostsParams{
		Limit: &limit,
		Sort: &[]quire.ListPostsParamsSort{
			quire.ListPostsParamsSortPublishedAtDescending,
			quire.ListPostsParamsSortTitleAscending,
		},
		Include: &[]quire.ListPostsParamsInclude{quire.ListPostsParamsIncludeAuthors},
	}
	for {
		answer, err := client.ListPostsWithResponse(ctx, list)
		if err != nil {
			return nil, err
		}
		if answer.JSON200 == nil {
			return nil, fmt.Errorf("a page is missing: %s", answer.Body)
		}
		for _, post := range answer.JSON200.Data {
			seen.Slugs = append(seen.Slugs, post.Slug)
			if single == "" && post.Series == nil {
				single = post.Slug
			}
		}
		list.Cursor = answer.JSON200.Meta.Pagination.NextCursor
		if list.Cursor == nil {
			break
		}
	}

	// A post without a series, with its html.
	first, err := client.GetPostWithResponse(ctx, single, &quire.GetPostParams{})
	if err != nil {
		return nil, err
	}
	if first.JSON200 == nil {
		return nil, fmt.Errorf("the post is missing: %s", first.Body)
	}
	post := first.JSON200.Data
	seen.Post = [4]any{post.Slug, post.Series, post.PublishedAt, post.Html}

	// A search with filters.
	featured := false
	found, err := client.SearchWithResponse(ctx, &quire.SearchParams{
		Q:        "cache",
		Tag:      &[]string{"caching", "http"},
		Featured: &featured,
		Facets:   &[]quire.SearchParamsFacets{quire.SearchParamsFacetsTag},
	})
	if err != nil {
		return nil, err
	}
	if found.JSON200 == nil {
		return nil, fmt.Errorf("the search is missing: %s", found.Body)
	}
	for _, hit := range found.JSON200.Data {
		seen.Hits = append(seen.Hits, [2]any{hit.Slug, hit.Match.Snippet})
	}

	// Problems: what was wrong, and with what.
	tooMany := 500
	wrong, err := client.ListPostsWithResponse(ctx, &quire.ListPostsParams{Limit: &tooMany})
	if err != nil {
		return nil, err
	}
	if wrong.ApplicationproblemJSON400 == nil || len(wrong.ApplicationproblemJSON400.Errors) == 0 {
		return nil, fmt.Errorf("the fault is missing: %s", wrong.Body)
	}
	fault := wrong.ApplicationproblemJSON400.Errors[0]
	if !fault.Code.Valid() {
		return nil, fmt.Errorf("an unknown code: %s", fault.Code)
	}
	seen.Fault = [3]any{fault.Parameter, fault.Code, fault.Hint}
	unknown, err := client.GetPostWithResponse(ctx, "no-such-post", &quire.GetPostParams{})
	if err != nil {
		return nil, err
	}
	if unknown.ApplicationproblemJSON404 == nil {
		return nil, fmt.Errorf("the problem is missing: %s", unknown.Body)
	}
	problem := unknown.ApplicationproblemJSON404
	seen.Problem = [2]any{problem.Status, problem.Type}
	return seen, nil
}

func main() {
	client, err := quire.NewClientWithResponses(os.Args[1])
	if err == nil {
		var seen *Seen
		if seen, err = read(context.Background(), client); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(seen)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
