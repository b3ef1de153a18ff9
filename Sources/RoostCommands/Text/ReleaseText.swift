import RoostModel

/// Releases and deployments as a person reads them. `now` is in seconds since 1970.
struct ReleaseText {
  let now: Double

  func list(_ releases: [ReleaseSummary], _ style: TextStyle) -> String {
    guard !releases.isEmpty else { return "No releases yet.\n" }
    let areTraced = releases.contains { $0.source != nil }
    let arePinned = releases.contains { $0.pinned == true }
    let rows = releases.map { release in
      let source = areTraced ? [TextTable.Cell(CleanText.line(release.source?.headline ?? "-"))] : []
      let kept = arePinned ? [TextTable.Cell(release.pinned == true ? "pinned" : "")] : []
      return [
        TextTable.Cell("\(release.number)"),
        TextTable.Cell(release.state.rawValue) { paint(release.state, $0, style) },
        TextTable.Cell(TimeText.ago(release.createdAt, now: now)),
      ] + kept + source + [TextTable.Cell(CleanText.clean(release.problem?.message ?? "", colours: false))]
    }
    let heading = ["RELEASE", "STATE", "MADE"] + (arePinned ? ["KEPT"] : []) + (areTraced ? ["SOURCE"] : []) + ["PROBLEM"]
    return TextTable(heading: heading, rows: rows, spared: ["SOURCE", "KEPT"]).text(style)
  }

  func deployments(_ deployments: [DeploymentSummary], _ style: TextStyle) -> String {
    guard !deployments.isEmpty else { return "No deployments yet.\n" }
    let rows = deployments.map { deployment in
      [
        TextTable.Cell("\(deployment.number)"),
        TextTable.Cell(deployment.kind.rawValue + (deployment.imported == true ? " (imported)" : "")),
        TextTable.Cell(deployment.state.rawValue) { paint(deployment.state, $0, style) },
        TextTable.Cell(deployment.stage), TextTable.Cell(deployment.release.map(String.init) ?? "-"),
        TextTable.Cell(TimeText.ago(deployment.createdAt, now: now)),
        TextTable.Cell(deployment.endedAt.map { TimeText.length($0 - deployment.createdAt) } ?? "-"),
        TextTable.Cell(CleanText.clean(deployment.problem?.message ?? "", colours: false)),
      ]
    }
    return TextTable(
      heading: ["NUMBER", "KIND", "STATE", "STAGE", "RELEASE", "BEGAN", "TOOK", "PROBLEM"], rows: rows,
      spared: ["TOOK", "STAGE", "RELEASE"]
    ).text(style)
  }

  func changed(_ how: String, _ result: DeployResult, _ style: TextStyle) -> String {
    var text = "\(style.green(how)) \(style.bold(result.app.name.text)) to release \(result.release)"
    text += " in \(TimeText.length(result.seconds))\n"
    for warning in result.warnings { text += "  \(style.yellow("warning:")) \(CleanText.clean(warning, colours: false))\n" }
    return text
  }

  /// One line after a deployment was called off, or was too far for that.
  func ended(_ deployment: DeploymentSummary, _ style: TextStyle) -> String {
    switch deployment.state {
    case .cancelled: "deployment \(deployment.number) was \(style.yellow("cancelled")) during '\(deployment.stage)'\n"
    default: "deployment \(deployment.number) had passed its last step: it \(style.bold(deployment.state.rawValue))\n"
    }
  }

  private func paint(_ state: ReleaseSummary.State, _ text: String, _ style: TextStyle) -> String {
    switch state {
    case .live: style.green(text)
    case .pending: style.yellow(text)
    case .failed: style.red(text)
    case .retired: style.dim(text)
    }
  }

  private func paint(_ state: DeploymentSummary.State, _ text: String, _ style: TextStyle) -> String {
    switch state {
    case .succeeded: style.green(text)
    case .queued, .running: style.yellow(text)
    case .failed, .rolledBack, .interrupted: style.red(text)
    case .cancelled, .superseded: style.dim(text)
    }
  }
}
