import RoostModel

extension Gate {
  func exited(_ status: ExitStatus) -> Problem {
    Problem(
      .gateExited, "\(name) \(status.reason) before it served a request",
      hint: "its last lines are above; run the start command by hand in the project: roost plan DIR shows it")
  }

  var notListening: Problem {
    Problem(
      .gateNotListening, "\(name) did not listen on port \(port) ($PORT) within \(timeout.seconds) s",
      hint:
        "let the app listen on 127.0.0.1 and the port in the variable PORT; a slow one gets more time by gate.timeout in /etc/roost/roost.yml"
    )
  }

  func wrongPort(_ other: UInt16) -> Problem {
    Problem(
      .gateWrongPort, "\(name) listens on port \(other), not on \(port) ($PORT)",
      hint: "read the port from the variable PORT, or write `port: \(other)` into roost.yml")
  }

  func noAnswer(_ last: HTTPProbe.Answer) -> Problem {
    let path = healthPath ?? "/"
    let what =
      switch last {
      case .status(let status): "answers GET \(path) with status \(status)"
      case .silence: "accepts connections but sent no answer to GET \(path) within \(timeout.seconds) s"
      case .closed: "closes the connection on GET \(path)"
      }
    return Problem(
      .gateNoAnswer, "\(name) \(what)",
      hint: "make GET \(path) answer below status 500, or name another path in roost.yml: `health: {path: /up}`")
  }
}

extension Duration {
  /// Whole seconds, for messages.
  var seconds: Int64 { components.seconds }
}
