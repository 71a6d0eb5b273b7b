"""How decisions about single quotes are laid out in the ledger's table; always inside the caller's transaction.

A row holds a keyed digest of the words and no word of them: it finds the decision again for exactly these words, and
joins nothing of the notebook.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from rounds.letters import QuoteDecision
from rounds.seal import Seal
from rounds.tables_ledger import quote_decisions


def put_decision(connection: Connection, seal: Seal, digest: str, decision: QuoteDecision) -> None:
    """Notes down the decision about the quote of ``digest``, in place of an earlier one."""
    forget_decision(connection, digest)
    values = {
        "digest": digest,
        "allowed": decision.allowed,
        "at": decision.at,
        "sealed": seal.close({"who": decision.who}),
    }
    connection.execute(insert(quote_decisions), values)


def forget_decision(connection: Connection, digest: str) -> bool:
    """Makes the quote of ``digest`` undecided; False if it was."""
    where = quote_decisions.c.digest == digest
    return connection.execute(delete(quote_decisions).where(where)).rowcount > 0


def load_decision(connection: Connection, seal: Seal, digest: str) -> QuoteDecision | None:
    """What was decided about the quote of ``digest``; None for undecided."""
    query = select(quote_decisions).where(quote_decisions.c.digest == digest)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return QuoteDecision(row["allowed"], seal.open(row["sealed"])["who"], row["at"])
