package import RoostModel

/// What can be installed, what is, what is newer, who uses it.
package struct RuntimesPage: Page {
  var runtimes: [RuntimeSummary]
  var outdated: [OutdatedRuntime]
  var profiles: [ProfileSummary]

  package init(runtimes: [RuntimeSummary], outdated: [OutdatedRuntime] = [], profiles: [ProfileSummary] = []) {
    self.runtimes = runtimes
    self.outdated = outdated
    self.profiles = profiles
  }

  package var title: String { "Runtimes" }
  package var place: Place? { .runtimes }
  package var freshness: Freshness { .events }

  package func content(_ frame: Frame) -> HTML {
    let installed = runtimes.filter { !$0.installed.isEmpty }
    updates(frame)
    Card("Installed", aside: Tag.span { sum(installed) }) { table(installed, frame) }.html
    if !profiles.isEmpty { Card("Many at once") { bundles }.html }
    Card("Available") { available(runtimes.filter { $0.installed.isEmpty }) }.html
  }

  private func sum(_ installed: [RuntimeSummary]) -> String {
    installed.isEmpty ? "" : "\(installed.flatMap(\.installed).map(\.size).reduce(ByteCount(0), +)) on the disk"
  }

  private func updates(_ frame: Frame) -> HTML? {
    let newer = outdated.filter(\.isOutdated)
    guard !newer.isEmpty else { return nil }
    return Tag.div(.class("notice")) {
      Tag.p {
        Tag.strong { NumberText.counted(newer.count, "update") + ". " }
        newer.prefix(6).map { "\($0.runtime) \($0.installed) → \($0.newestInRange ?? "")" }.joined(separator: ", ")
      }
      Form.button("Install all updates", .upgradeRuntimes, kind: "primary")
    }
  }

  private func table(_ installed: [RuntimeSummary], _ frame: Frame) -> HTML {
    var table = DataTable(
      "runtimes", caption: "Installed runtimes",
      [.text("Runtime"), .text("Version"), .text("Support"), .text("Used by"), .number("Size"), .text("Since")])
    for runtime in installed {
      for layer in runtime.installed {
        table.add([
          Tag.a(.href(.runtime(runtime.runtime))) { runtime.title },
          Tag.code { layer.version },
          support(layer.version, runtime),
          HTML(text: users(runtime, layer)),
          HTML(text: layer.size.description),
          Moment(layer.installedAt, frame).html,
        ])
      }
    }
    guard table.isEmpty else { return table.html }
    return EmptyState("Nothing is installed") {
      Tag.p {
        "A runtime is installed once and shared by all apps that need it. A deployment says which it needs; nothing is installed without being asked."
      }
      Command("roost runtime install nodejs@22").html
    }.html
  }

  private var bundles: HTML {
    Tag.ul(.class("grid")) {
      for profile in profiles where !profile.specifiers.isEmpty {
        Tag.li {
          Tag.strong { profile.title }
          Tag.small { profile.specifiers.joined(separator: ", ") }
          if profile.installed {
            Tag.small { "all installed" }
          } else {
            Tag.small { "\(profile.cost.disk), about \(Moment.rough(profile.cost.seconds))" }
            Form.button("Install all", .installRuntimes, fields: [("profile", profile.name)])
          }
        }
      }
    }
  }

  private func support(_ version: String, _ runtime: RuntimeSummary) -> HTML {
    guard let phase = outdated.first(where: { $0.runtime == runtime.runtime && $0.installed == version })?.support else {
      return HTML()
    }
    return RuntimePage.badge(phase)
  }

  private func users(_ runtime: RuntimeSummary, _ layer: InstalledLayer) -> String {
    let apps = runtime.usedBy[layer.name] ?? []
    return apps.isEmpty
      ? "nobody"
      : apps.count > 3 ? "\(apps.prefix(2).joined(separator: ", ")) and \(apps.count - 2) more" : apps.joined(separator: ", ")
  }

  private func available(_ runtimes: [RuntimeSummary]) -> HTML {
    Tag.ul(.class("grid")) {
      for runtime in runtimes {
        Tag.li {
          Tag.a(.href(.runtime(runtime.runtime))) { runtime.title }
          Tag.small { "\(runtime.cost.download) to fetch, \(runtime.cost.disk) on the disk" }
          Tag.p {
            Tag.a(.class("button"), .href(.install([runtime.runtime.text])), .label("Install \(runtime.title)")) { "Install" }
          }
        }
      }
    }
  }
}

/// One runtime: its versions, who needs it, what taking it away would mean.
package struct RuntimePage: Page {
  var runtime: RuntimeSummary
  var versions: VersionList?
  var why: WhyAnswer?
  /// What removing each installed version would do, by its version.
  var removals: [String: SafetyCheck]

  package init(
    runtime: RuntimeSummary, versions: VersionList? = nil, why: WhyAnswer? = nil, removals: [String: SafetyCheck] = [:]
  ) {
    self.runtime = runtime
    self.versions = versions
    self.why = why
    self.removals = removals
  }

  package var title: String { runtime.title }
  package var place: Place? { .runtime(runtime.runtime) }

  package func actions(_ frame: Frame) -> HTML {
    if runtime.installed.isEmpty {
      Tag.a(.class("button primary"), .href(.install([runtime.runtime.text]))) { "Install" }
    }
  }

  package func content(_ frame: Frame) -> HTML {
    Card("Installed") {
      if runtime.installed.isEmpty {
        Tag.p(.class("muted")) {
          "Not installed. It takes \(runtime.cost.download) to fetch and \(runtime.cost.disk) on the disk, about \(Moment.rough(runtime.cost.seconds))."
        }
      }
      for layer in runtime.installed { installed(layer, frame) }
    }.html
    RuntimeUsers(uses: removals.values.flatMap(\.dependentApps)).html
    if let why, !why.reasons.isEmpty {
      Card("Why it is here") { Tag.ul { for reason in why.reasons { Tag.li { reason } } } }.html
    }
    if let versions {
      Card("Versions") { table(versions) }.html
    } else {
      Tag.p { Tag.a(.class("button"), .href(.versions(runtime.runtime))) { "Show the versions there are" } }
    }
  }

  private func installed(_ layer: InstalledLayer, _ frame: Frame) -> HTML {
    Tag.div(.class("layer")) {
      Tag.div {
        Tag.strong { layer.version }
        Tag.span(.class("muted")) {
          "\(layer.size), installed "
          Moment(layer.installedAt, frame).html
        }
      }
      if let check = removals[layer.version] { removal(layer, check) }
    }
  }

  private func removal(_ layer: InstalledLayer, _ check: SafetyCheck) -> HTML {
    RuntimeRemoval(
      title: runtime.title, specifier: "\(runtime.runtime)@\(layer.version)", place: .runtime(runtime.runtime), check: check
    )
    .html
  }

  private func table(_ list: VersionList) -> HTML {
    var table = DataTable("versions", caption: "Versions", [.text("Version"), .text("Support"), .text("From"), .action])
    for version in list.versions.prefix(50) {
      table.add([
        Tag.code { version.version }, version.support.map(RuntimePage.badge) ?? HTML(), HTML(text: version.source ?? ""),
        version.isInstalled
          ? StateBadge("running", "Installed").html
          : Tag.a(
            .class("button"), .href(.install(["\(runtime.runtime)@\(version.version)"])), .label("Install \(version.version)")
          ) { "Install" },
      ])
    }
    return table.html
  }

  static func badge(_ phase: SupportPhase) -> HTML {
    let until = phase.until.map { " until \($0)" } ?? ""
    switch phase.phase {
    case .eol: return StateBadge("error", "Not supported any more").html
    case .maintenance: return StateBadge("closed", "Security fixes\(until)").html
    case .lts: return StateBadge("running", "Long-term\(until)").html
    case .current, .active: return StateBadge("running", "Supported\(until)").html
    }
  }
}
