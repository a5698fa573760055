"""What is written and kept back: a scenario, a page or a question that somebody has yet to agree to."""

from typing import Annotated

from builder.model.kinds import NOTE
from builder.model.node import Node, Text


class Held(Node):
    """Why something is kept back, and who lifts that. Nobody signs it.

    What is held stands in the course for its reviewers and in no package (``builder.model.going_out``).
    """

    reason: Annotated[Text, NOTE]
    lifted_by: Annotated[Text, NOTE]
