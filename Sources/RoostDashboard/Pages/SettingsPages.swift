package import RoostModel

/// The tabs of what is set for the whole machine.
enum SettingsTabs {
  private static let all: [(String, Place)] = [
    ("General", .settings), ("Access", .access), ("Machine", .machine), ("Doctor", .doctor), ("Certificates", .certificates),
  ]

  static func html(_ current: Place) -> HTML {
    Tag.nav(.class("tabs"), .label("Settings")) {
      for (title, place) in SettingsTabs.all {
        Tag.a(.href(place), .current(place == current)) { title }
      }
    }
  }
}

package struct SettingsPage: Page {
  var status: DaemonStatus
  var settings: [SettingDetail]

  package init(status: DaemonStatus, settings: [SettingDetail] = []) {
    self.status = status
    self.settings = settings
  }

  package var title: String { "Settings" }
  package var place: Place? { .settings }

  package func content(_ frame: Frame) -> HTML {
    SettingsTabs.html(.settings)
    Card("Daemon") { fields(frame) }.html
    Card("What is set") { inForce }.html
    Card("Colours") {
      Form(.theme, kind: "one") {
        VoidTag.input(.type("hidden"), .name("next"), .value(Place.settings.path))
        for theme in Frame.Theme.allCases {
          Tag.button(.name("theme"), .value(theme.rawValue), Attribute("aria-pressed", theme == frame.theme ? "true" : "false")) {
            theme == .system ? "As the system" : theme == .light ? "Light" : "Dark"
          }
        }
      }.html
    }.html
    Card("Session") { Form.button("Log out", .logout) }.html
  }

  @HTMLBuilder private var inForce: HTML {
    let own = settings.filter { !$0.isDefault }
    if own.isEmpty { Tag.p { "All settings are the defaults." } } else { list(own) }
    Tag.details {
      Tag.summary { "All \(settings.count) settings" }
      list(settings)
    }
    Tag.p(.class("hint")) {
      "They are read when the daemon starts: from "
      Tag.code { "/etc/roost/roost.yml" }
      ", from variables and from the options of "
      Tag.code { "roost serve" }
      "."
    }
  }

  private func list(_ settings: [SettingDetail]) -> HTML {
    var fields = FieldList()
    for setting in settings { fields.add(setting.key) { Tag.code { setting.value.isEmpty ? "-" : setting.value } } }
    return fields.html
  }

  private func fields(_ frame: Frame) -> HTML {
    var fields = FieldList()
    fields.add("Version") { status.version }
    fields.add("Up since") { Moment(status.startedAt, frame).html }
    fields.add("Home") { Tag.code { status.home } }
    fields.add("Gateway") { Tag.code { status.gateway } }
    fields.add("TLS") { status.tlsPort.map { "port \($0)" } ?? "off" }
    fields.add("Process") { "\(status.pid)" }
    return fields.html
  }
}

/// What this machine can do: its system, and the ways of making an environment real.
package struct MachinePage: Page {
  var capabilities: Capabilities
  var timings: [StrategyTimings]

  package init(capabilities: Capabilities, timings: [StrategyTimings] = []) {
    self.capabilities = capabilities
    self.timings = timings
  }

  package var title: String { "Settings" }
  package var place: Place? { .machine }

  package func content(_ frame: Frame) -> HTML {
    SettingsTabs.html(.machine)
    Card("System") { system }.html
    Card("Strategies") { for strategy in capabilities.strategies { entry(strategy) } }.html
  }

  private var system: HTML {
    var fields = FieldList()
    fields.add("System") { "\(capabilities.system.name), \(capabilities.system.architecture)" }
    fields.add("Kernel") { capabilities.system.kernel }
    fields.add("C library") { capabilities.system.libc }
    if let container = capabilities.system.container { fields.add("Inside of") { container } }
    fields.add("Processors") { "\(capabilities.processors)" }
    fields.add("Memory") { "\(capabilities.memory.free) free of \(capabilities.memory.total)" }
    fields.add("Disk") { "\(capabilities.disk.free) free of \(capabilities.disk.total)" }
    fields.add("Control groups") { "\(capabilities.cgroup.mode)\(capabilities.cgroup.limits ? ", with limits" : ", no limits")" }
    fields.add("Root") { capabilities.isRoot ? "yes" : "no" }
    if let profile = capabilities.profile { fields.add("Profile") { profile } }
    return fields.html
  }

  private func entry(_ report: ProbeReport) -> HTML {
    Tag.div(.class("layer")) {
      Tag.div {
        Tag.strong { report.strategy.rawValue }
        StateBadge(report.isUsable ? "running" : "stopped", report.isUsable ? "Usable" : "Not here").html
        Tag.span(.class("muted")) { "isolation: \(report.isolation.rawValue)\(boot(report))" }
      }
      if !report.abilities.isEmpty {
        Tag.ul(.class("words")) { for ability in report.abilities { Tag.li { ability.rawValue } } }
      }
      for finding in report.findings.filter({ !$0.passed }) {
        Tag.p(.class("hint")) {
          Tag.span { finding.what }
          if let remedy = finding.remedy { Command(remedy).html }
        }
      }
    }
  }

  private func boot(_ report: ProbeReport) -> String {
    guard let timing = timings.first(where: { $0.strategy == report.strategy }), let median = timing.timings.boot.median else {
      return ""
    }
    return ", boots in \(NumberText.latency(Int(median * 1_000_000)))"
  }
}
