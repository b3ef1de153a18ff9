import RoostModel

/// Machines and their daemons as a person reads them. `now` is in seconds since 1970.
struct HostText {
  let now: Double

  func list(_ hosts: [KnownHost], _ style: TextStyle) -> String {
    guard !hosts.isEmpty else { return "You are not logged in anywhere. To log in: roost login https://HOST\n" }
    let rows = hosts.map { host -> [TextTable.Cell] in
      [
        TextTable.Cell(host.name, paint: style.bold), TextTable.Cell(host.url),
        TextTable.Cell(host.hasAuthority ? "its own" : "the system's"), TextTable.Cell(TimeText.ago(host.savedAt, now: now)),
      ]
    }
    let table = TextTable(heading: ["NAME", "URL", "AUTHORITY", "LOGGED IN"], rows: rows, spared: ["AUTHORITY"])
    return CleanText.clean(table.text(style), colours: style.enabled)
  }

  func loggedIn(_ status: RemoteStatus, _ style: TextStyle) -> String {
    guard let host = status.host else { return "" }
    let text = "Logged in to \(style.bold(host.name)) (\(host.url)) as \(who(status.identity)).\n"
    return CleanText.clean(text, colours: style.enabled) + "Use it: roost app list --host \(host.name)\n" + skew(status, style)
  }

  func status(_ status: RemoteStatus, _ style: TextStyle) -> String {
    let daemon = status.daemon
    var fields = FieldList()
    fields.add("Host", status.host.map { "\($0.name) (\($0.url))" } ?? "this machine")
    fields.add("You are", who(status.identity))
    fields.add("Version", daemon.version)
    fields.add("Home", daemon.home)
    fields.add("Gateway", daemon.gateway)
    fields.add("Apps", "\(daemon.apps)")
    fields.add("Up for", TimeText.length(now - daemon.startedAt))
    return CleanText.clean(fields.text(style), colours: style.enabled) + skew(status, style)
  }

  private func who(_ identity: IdentityDetail) -> String {
    guard identity.kind != .local else { return "a user of its machine, who may do everything" }
    let reach = identity.apps.map { " for \(ListedWords.text($0.map(\.text)))" } ?? ""
    return "the \(identity.kind.rawValue) \(identity.name), scope \(identity.scope.rawValue)\(reach)"
  }

  /// Both sides know what both were made with.
  private func skew(_ status: RemoteStatus, _ style: TextStyle) -> String {
    guard status.daemon.version != status.client else { return "" }
    let daemon = CleanText.line(status.daemon.version)
    return style.yellow(
      "The daemon is version \(daemon), this roost \(status.client): what only one of them knows does not work.") + "\n"
  }
}
