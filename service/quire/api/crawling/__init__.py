"""What crawlers read: the sitemap of the site, and what they may do here.

Owns which addresses search engines are told, and in which parts. Must not know feeds.
"""

from quire.api.crawling.views import register

__all__ = ["register"]
