"""How wide letters are. Lines are broken here, so that page, download and PDF break them alike on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["regular", "bold"]

#: Other letters that people write, and a listed one that is as wide or wider.
_LIKE = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{MIDDLE DOT}": ":",
        "\N{EN DASH}": "0",
        "\N{EM DASH}": "M",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{HORIZONTAL ELLIPSIS}": "M",
    }
)
_SERIF = (
    "250 288 336 465 465 637 705 190 298 298 369 550 220 338 220 323 465 465 465 465 465 465 465 465 465 465 236 "
    "236 550 550 550 435 895 695 588 646 701 557 485 685 730 297 322 637 528 839 699 702 541 702 587 485 597 661 "
    "652 951 660 575 604 356 287 356 518 486 392 457 493 428 506 447 310 500 538 271 272 512 264 790 542 504 519 "
    "503 372 390 316 531 497 747 490 515 424 277 205 277 449"
)
_SERIF_BOLD = (
    "250 266 376 514 514 637 729 215 315 315 433 537 244 358 244 316 514 514 514 514 514 514 514 514 514 514 256 "
    "256 512 551 512 430 988 740 654 706 734 609 545 732 817 367 373 736 577 899 740 730 614 730 716 504 652 732 "
    "700 1028 718 624 624 397 307 397 518 486 392 506 542 456 561 489 391 521 619 322 312 613 325 905 616 551 581 "
    "573 428 427 358 598 529 777 561 558 452 307 220 307 473"
)
_SANS = (
    "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 "
    "337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 "
    "684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 "
    "635 411 521 392 634 592 818 592 592 525 636 337 636 838"
)
_SANS_BOLD = (
    "348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 "
    "400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 "
    "774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 "
    "716 716 493 595 478 712 652 924 645 652 582 712 365 712 838"
)


@dataclass(frozen=True)
class Typeface:
    """A family of letters: their widths in thousandths of the size, by their number in ASCII."""

    regular: tuple[int, ...]
    bold: tuple[int, ...]

    def width(self, text: str, *, weight: Weight, size: float) -> float:
        """Return how wide *text* is at *size*, in its unit; letters that are not listed count as wide ones."""
        widths = self.bold if weight == "bold" else self.regular
        # A letter outside ASCII becomes the four letters or more of its escape, and no letter is as wide as those.
        letters = text.translate(_LIKE).encode("ascii", "backslashreplace")
        return sum(map(widths.__getitem__, letters)) * size / 1000


def _widths(table: str) -> tuple[int, ...]:
    """Return the widths by number: those of *table* run from the space to the tilde, all others are as wide as any."""
    listed = tuple(map(int, table.split()))
    return (max(listed),) * ord(" ") + listed + (max(listed),)


#: Libertinus Serif, which typst carries inside itself: what a PDF is set in.
LIBERTINUS = Typeface(_widths(_SERIF), _widths(_SERIF_BOLD))
#: DejaVu Sans, as wide a sans serif as a browser is likely to choose: a line that fits in it fits in Arial too.
SANS = Typeface(_widths(_SANS), _widths(_SANS_BOLD))
