"""Keeps generated requests from waiting for ever, and from naming directories that there are."""

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.query and "follow" in case.query:
        case.query["follow"] = "false"
    if isinstance(case.body, dict):
        case.body = elsewhere(case.body)


def elsewhere(value):
    if isinstance(value, dict):
        return {key: elsewhere(member) for key, member in value.items()}
    if isinstance(value, str) and value.startswith("/"):
        return "/nowhere" + value
    return value
