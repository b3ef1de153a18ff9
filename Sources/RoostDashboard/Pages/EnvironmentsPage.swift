package import RoostModel

/// Environments that somebody made by name.
package struct EnvironmentsPage: Page {
  var environments: [EnvironmentSummary]
  var snapshots: [SnapshotSummary]

  package init(environments: [EnvironmentSummary], snapshots: [SnapshotSummary] = []) {
    self.environments = environments
    self.snapshots = snapshots
  }

  package var title: String { "Environments" }
  package var place: Place? { .environments }
  package var freshness: Freshness { .events }

  package func content(_ frame: Frame) -> HTML {
    table(frame)
    if !snapshots.isEmpty { Card("Snapshots") { snapshotTable(frame) }.html }
  }

  private func table(_ frame: Frame) -> HTML {
    var table = DataTable(
      "environments", caption: "Environments",
      [.text("Name"), .text("State"), .text("Where"), .text("Made of"), .text("Ports"), .number("Processes"), .text("Made")])
    for environment in environments {
      table.add([
        Tag.strong { environment.name.text },
        HTML.joined([
          StateBadge(environment.state).html, ProblemNote.html(environment.problem),
        ]),
        HTML(text: environment.target.description),
        HTML(text: environment.madeOf.joined(separator: ", ")),
        HTML(text: environment.ports.map { "\($0.port)" }.joined(separator: ", ")),
        HTML(text: "\(environment.processes)"),
        Moment(environment.createdAt, frame).html,
      ])
    }
    guard table.isEmpty else { return table.html }
    return EmptyState("No environments") {
      Tag.p { "An environment is a machine for work: runtimes, files and processes that stay until it is destroyed." }
      Command("roost env create dev --runtime nodejs@22").html
    }.html
  }

  private func snapshotTable(_ frame: Frame) -> HTML {
    var table = DataTable("snapshots", caption: "Snapshots", [.text("Name"), .text("Of"), .text("Stands on"), .text("Made")])
    for snapshot in snapshots {
      table.add([
        Tag.strong { snapshot.name.text }, HTML(text: snapshot.environment.text),
        HTML(text: snapshot.madeOf.joined(separator: ", ")),
        Moment(snapshot.createdAt, frame).html,
      ])
    }
    return table.html
  }
}
