"""The addresses that absolute ones begin with: configured, never taken from a request."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from quire.library.manifest import Manifest
from quire.wire.problems import Fault, Refusal

_MEDIA = "/v1/media/"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Bases:
    """Where the service and the site are.

    Args:
        service, site: absolute, without a closing slash.
    """

    service: str
    site: str

    def in_full(self, address: str, page: str) -> str | None:
        """Give the absolute form of an address that stands on a page of the site.

        Args:
            page: absolute.

        Returns:
            None for what is no address.
        """
        if _ABSOLUTE.match(address):
            return address
        if address.startswith(_MEDIA):
            return self.service + address
        try:
            return urljoin(page, address)
        except ValueError:
            return None


def read_bases(service: str | None, manifest: Manifest) -> Bases:
    """Give the bases of absolute addresses.

    Args:
        service: where this service is reached, None where nobody knows.

    Raises:
        Refusal: 400, one of them is not configured; it says which, and where that is done.
    """
    site = manifest.site_url
    if service and site:
        return Bases(service, site)
    faults = []
    if not site:
        detail = "The site's own address is not configured: it belongs into its configuration."
        faults.append(Fault("path", "unavailable", detail, "url under [site] of quire.toml"))
    if not service:
        detail = "The address of this service is not configured."
        faults.append(Fault("path", "unavailable", detail, "QUIRE_PUBLIC_URL"))
    raise Refusal(400, "What is here needs absolute addresses, and not all are known.", faults)
