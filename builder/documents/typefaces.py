"""How wide letters are. A picture's lines are broken here, so that page, download and PDF break alike on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["regular", "bold"]

_FIRST, _LAST = " ", "~"
_SERIF = (
    "250 288 336 465 465 637 705 190 298 298 369 550 220 338 220 323 465 465 465 465 465 465 465 465 465 465 236 236 550 "
    "550 550 435 895 695 588 646 701 557 485 685 730 297 322 637 528 839 699 702 541 702 587 485 597 661 652 951 660 575 "
    "604 356 287 356 518 486 392 457 493 428 506 447 310 500 538 271 272 512 264 790 542 504 519 503 372 390 316 531 497 "
    "747 490 515 424 277 205 277 449"
)
_SERIF_BOLD = (
    "250 266 376 514 514 637 729 215 315 315 433 537 244 358 244 316 514 514 514 514 514 514 514 514 514 514 256 256 512 "
    "551 512 430 988 740 654 706 734 609 545 732 817 367 373 736 577 899 740 730 614 730 716 504 652 732 700 1028 718 624 "
    "624 397 307 397 518 486 392 506 542 456 561 489 391 521 619 322 312 613 325 905 616 551 581 573 428 427 358 598 529 "
    "777 561 558 452 307 220 307 473"
)
_SANS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 "
    "584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 "
    "611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 "
    "722 500 500 500 334 260 334 584"
)
_SANS_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 "
    "584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 "
    "611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 "
    "778 556 556 500 389 280 389 584"
)


@dataclass(frozen=True)
class Typeface:
    """A family of letters: their widths in thousandths of the size, from the space to the tilde.

    ``slack`` is how much wider the reader's own letters may be: 1.15 for letters that the reader's machine chooses.
    """

    regular: tuple[int, ...]
    bold: tuple[int, ...]
    slack: float = 1.0

    def width(self, text: str, *, weight: Weight, size: float) -> float:
        """Return how wide *text* is at *size*, in the unit of *size*; a letter that is not listed counts as the widest."""
        widths = self.bold if weight == "bold" else self.regular
        units = sum(widths[ord(c) - ord(_FIRST)] if _FIRST <= c <= _LAST else max(widths) for c in text)
        return units * size / 1000 * self.slack


def _widths(table: str) -> tuple[int, ...]:
    return tuple(map(int, table.split()))


#: Libertinus Serif, which typst carries inside itself: what a PDF is set in.
LIBERTINUS = Typeface(_widths(_SERIF), _widths(_SERIF_BOLD))
#: Helvetica, Arial and Liberation Sans share these widths; DejaVu Sans, which some Linux machines have alone, is wider.
SANS = Typeface(_widths(_SANS), _widths(_SANS_BOLD), slack=1.15)
