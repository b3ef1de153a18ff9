import RoostCatalog
import RoostModel
import RoostSystem

/// Decides what of a machine stands in the way of a runtime, and says what helps. Pure.
struct ConflictJudgement {
  var scope: InstallScope
  var facts: MachineFacts
  var catalogue: Catalogue
  /// Ports that are Roost's own, and what for: they are taken even while nothing listens.
  var reserved: [UInt16: String] = [:]

  /// Everything about these runtimes, which are to be installed together.
  func conflicts(of entries: [CatalogueEntry]) throws(Problem) -> [Conflict] {
    var found: [Conflict] = []
    for entry in entries {
      found += packages(of: entry) + ports(of: entry) + files(of: entry) + services(of: entry)
      found += capabilities(of: entry, beside: entries)
    }
    return try found + exclusions(among: entries)
  }

  private func packages(of entry: CatalogueEntry) -> [Conflict] {
    guard scope == .host, let manager = facts.manager else { return [] }
    return (entry.conflicts.packages[manager] ?? []).compactMap { name in
      guard let version = facts.packages[name] else { return nil }
      return Conflict(
        kind: .package, runtime: entry.id, subject: name, holder: Self.text(package: name, version: version), severity: .error,
        resolution: "remove it first: \(removal(of: name))")
    }
  }

  private func ports(of entry: CatalogueEntry) -> [Conflict] {
    entry.conflicts.ports.compactMap { claim in
      let holder = facts.ports.first { $0.port == claim.port }
      let own = reserved[claim.port]
      // Apps have networks of their own; Roost's gateway is what brings visitors to them.
      guard own == nil || scope == .host else { return nil }
      guard own != nil || holder != nil, !isOwn(holder, entry) else { return nil }
      return Conflict(
        kind: .port, runtime: entry.id, subject: "port \(claim.port)", holder: own ?? holder?.text ?? "another process",
        severity: scope == .host ? claim.severity : .warning,
        resolution: resolution(of: claim.port, entry, holder: holder, isRoost: own != nil))
    }
  }

  /// The runtime itself is there already and runs.
  private func isOwn(_ holder: PortHolder?, _ entry: CatalogueEntry) -> Bool {
    guard let name = holder?.name else { return false }
    return name == entry.id.text || entry.provides.contains(name)
  }

  private func resolution(of port: UInt16, _ entry: CatalogueEntry, holder: PortHolder?, isRoost: Bool) -> String {
    let another = "let \(entry.title) listen on another port"
    if isRoost { return "\(another), or move Roost's: `gateway.port` in /etc/roost/roost.yml" }
    let stop =
      if let unit = holder?.unit { "systemctl stop \(unit)" } else if let pid = holder?.pid { "kill \(pid)" } else {
        "see who it is: sudo ss -ltnp 'sport = :\(port)'"
      }
    if scope == .host { return "\(stop), or \(another)" }
    return "nothing has to be done for apps, which have networks of their own; to start it on this machine: \(stop)"
  }

  private func files(of entry: CatalogueEntry) -> [Conflict] {
    guard scope == .host else { return [] }
    let own = facts.manager.flatMap { entry.host?.names[$0] } ?? []
    return entry.conflicts.files.compactMap { path in
      guard let file = facts.files.first(where: { $0.path == path }), !own.contains(where: { $0 == file.package }) else {
        return nil
      }
      return Conflict(
        kind: .file, runtime: entry.id, subject: path,
        holder: file.package.map { "package \($0)" } ?? "somebody who is no package", severity: .error,
        resolution: file.package.map { "remove it first: \(removal(of: $0))" } ?? "move it away: mv \(path) \(path).before")
    }
  }

  private func services(of entry: CatalogueEntry) -> [Conflict] {
    guard scope == .host else { return [] }
    return entry.conflicts.services.compactMap { name in
      guard let service = facts.services.first(where: { $0.unit == name || $0.unit == "\(name).service" }) else { return nil }
      return Conflict(
        kind: .service, runtime: entry.id, subject: name,
        holder: service.isActive ? "the running unit \(service.unit)" : "the enabled unit \(service.unit)",
        severity: service.isActive ? .error : .warning, resolution: "systemctl disable --now \(service.unit)")
    }
  }

  private func capabilities(of entry: CatalogueEntry, beside entries: [CatalogueEntry]) -> [Conflict] {
    ConflictClaims.rivals(of: entry, in: catalogue).compactMap { rival in
      let program = scope == .host ? rival.provides.first(where: facts.programs.contains) : nil
      let isWanted = entries.contains { $0.id == rival.id }
      guard program != nil || isWanted else { return nil }
      let shared = entry.conflicts.capabilities.first(where: rival.capabilities.contains) ?? ""
      return Conflict(
        kind: .capability, runtime: entry.id, subject: shared, holder: program.map { "\(rival.title) (\($0))" } ?? rival.title,
        severity: .warning,
        resolution: scope == .host
          ? "both can be there; only one of them can do it at a time" : "use them in two apps, or one of them in one")
    }
  }

  private func exclusions(among entries: [CatalogueEntry]) throws(Problem) -> [Conflict] {
    try StackOrder(catalogue: catalogue).exclusions(among: entries.map(\.id)).map { pair in
      Conflict(
        kind: .runtime, runtime: pair.second, subject: "one stack", holder: pair.first.text,
        severity: scope == .host ? .error : .warning,
        resolution: scope == .host
          ? "install one of them: roost install \(pair.second) --scope host"
          : "use them in two apps; as layers both can be installed")
    }
  }

  private func removal(of package: String) -> String {
    switch facts.manager {
    case .apt: "apt-get remove \(package)"
    case .apk: "apk del \(package)"
    case .choco: "choco uninstall \(package)"
    case .brew: "brew uninstall \(package)"
    case .dnf, .yum, nil: "\(facts.manager?.rawValue ?? "dnf") remove \(package)"
    }
  }

  private static func text(package: String, version: String) -> String {
    version.isEmpty ? "package \(package)" : "package \(package) \(version)"
  }
}

extension PortHolder {
  /// `nginx (pid 812)`.
  var text: String {
    guard let pid else { return "another process" }
    return "\(name ?? "a process") (pid \(pid))"
  }
}
