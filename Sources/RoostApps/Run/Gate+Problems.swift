import RoostModel

extension Gate {
  func exited(_ status: ExitStatus) -> Problem {
    Problem(
      .gateExited, "\(name) \(status.reason) before it served a request", hint: advice(status.reason))
  }

  /// 126 and 127 are what a shell exits with when it cannot start a program.
  private func advice(_ reason: ExitReason) -> String {
    switch reason {
    case .exited(126), .exited(127):
      "the sandbox holds only the runtimes of the plan; name what the start command needs in roost.yml: `runtimes: {python: \"3\"}`"
    case .outOfMemory: "raise the limit in roost.yml: `limits: {memory: 512M}`, or let the app need less"
    default: "its output is above; run the start command by hand in the project: roost plan DIR shows it"
    }
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
      .gateWrongPort, "\(name) listens on port \(other), not on \(port) ($PORT), and answers no HTTP there",
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
