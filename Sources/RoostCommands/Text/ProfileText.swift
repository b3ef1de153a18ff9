import RoostModel

/// Profiles as a person reads them.
struct ProfileText {
  func list(_ profiles: [ProfileSummary], _ style: TextStyle) -> String {
    let rows = profiles.map { profile in
      [
        TextTable.Cell(profile.name) { profile.isChosen ? style.bold($0) : $0 }, TextTable.Cell(mark(profile)),
        TextTable.Cell(profile.installed ? "yes" : "no") { profile.installed ? style.green($0) : style.dim($0) },
        TextTable.Cell("\(profile.cost.download)"), TextTable.Cell("\(profile.total.disk)"),
        TextTable.Cell(profile.installed ? "-" : TimeText.rough(profile.cost.seconds)),
        TextTable.Cell(profile.specifiers.joined(separator: " ")),
      ]
    }
    let heading = ["PROFILE", "", "INSTALLED", "TO FETCH", "ON DISK", "TIME", "RUNTIMES"]
    let offer = profiles.first { $0.isChosen && !$0.installed }
    let text = TextTable(heading: heading, rows: rows).text(style)
    return text + (offer.map { "\nNot installed yet: roost profile install \($0.name)\n" } ?? "")
  }

  func detail(_ profile: ProfileSummary, _ style: TextStyle) -> String {
    var fields = FieldList()
    fields.add("Profile", profile.name)
    fields.add("Title", CleanText.line(profile.title))
    fields.add("Choice", mark(profile).isEmpty ? nil : mark(profile))
    fields.add("Runtimes", profile.specifiers)
    fields.add("All of it", CostText.text(profile.total))
    fields.add("Still missing", profile.installed ? "nothing" : CostText.text(profile.cost))
    fields.add("Install it", profile.installed ? nil : "roost profile install \(profile.name)")
    return fields.text(style)
  }

  private func mark(_ profile: ProfileSummary) -> String {
    if profile.isChosen { return "this node's" }
    if profile.isCustom { return "custom" }
    return profile.isDefault ? "default" : ""
  }
}
