from quire.web import near_routes

RULES = ["/v1/posts", "/v1/posts/<slug>", "/v1/media/<path:path>", "/v1/authors", "/livez"]


def test_near_routes_are_named_as_the_contract_writes_them():
    assert near_routes("/v1/posts/", RULES)[0] == "/v1/posts"
    assert near_routes("/v1/post", RULES)[0] == "/v1/posts"
    assert near_routes("/v1/posts/slugs", RULES)[0] == "/v1/posts/{slug}"
    assert near_routes("/v1/media/pth", RULES)[0] == "/v1/media/{path}"


def test_path_that_is_like_nothing_has_no_near_routes():
    assert near_routes("/wp-login.php", RULES) == []
    assert near_routes("/" + "x" * 4000, RULES) == []
