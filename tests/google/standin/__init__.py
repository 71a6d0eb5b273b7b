"""A local Google: `with running_stand_in() as google:`. See `stand_in.StandIn` for what it can do."""

from tests.google.standin.process import RemoteStandIn, running_stand_in_process
from tests.google.standin.stand_in import Request, StandIn, Violation, running_stand_in

__all__ = ["RemoteStandIn", "Request", "StandIn", "Violation", "running_stand_in", "running_stand_in_process"]
