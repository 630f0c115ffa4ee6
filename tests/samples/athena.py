"""`.sync` of Athena, which moto's interpreter does not know: it asks for the state of the query until that ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str


def build_sync_resolver(
    self: Any, env: Any, resource_runtime_part: Any, state_credentials: Any, **_: object
) -> Callable[[], Any]:
    """Return what asks for a query's state: it gives nothing while the query runs, and raises when it failed."""
    if (self.resource.service_name, self.resource.api_action) != ("athena", "startQueryExecution"):
        raise NotImplementedError(f"no .sync for {self.resource.resource_arn}")
    query = env.stack.pop()["QueryExecutionId"]
    client = boto_client_for(service="athena", region=resource_runtime_part.region, state_credentials=state_credentials)

    def resolve() -> Any:
        execution = client.get_query_execution(QueryExecutionId=query)["QueryExecution"]
        state = execution["Status"]["State"]
        if state in ("QUEUED", "RUNNING"):
            return None
        if state == "SUCCEEDED":
            return {"QueryExecution": execution}
        failed = StatesErrorNameType.StatesTaskFailed
        details = TaskFailedEventDetails(
            resource=self._get_sfn_resource(),
            resourceType=self._get_sfn_resource_type(),
            error=failed.to_name(),
            cause=to_json_str(execution),
        )
        raise FailureEventException(
            FailureEvent(
                env=env,
                error_name=StatesErrorName(typ=failed),
                event_type=HistoryEventType.TaskFailed,
                event_details=EventDetails(taskFailedEventDetails=details),  # type: ignore[typeddict-item]
            )
        )

    return resolve
