import RoostModel

extension Problem {
  static func startMissing(of project: String, because reason: String) -> Problem {
    Problem(
      .projectUnrecognised, "how to start \(project) is not known: \(reason)",
      hint: "say it in roost.yml: echo 'start: COMMAND' >> roost.yml, where COMMAND listens on $PORT")
  }

  static func toolUnsupported(_ tool: String, because evidence: Evidence, instead: String) -> Problem {
    Problem(
      .unsupported, "this project is installed with \(tool) (\(evidence)), which is not in the catalogue yet",
      hint: "say how to install it in roost.yml: install: \(instead)")
  }
}
