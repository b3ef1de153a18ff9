package import RoostModel

/// The first page: what runs, what is wrong, what the machine has left.
package struct OverviewPage: Page {
  var apps: [AppRow]
  var runtimes: [RuntimeSummary]
  var machine: MachineLoad

  package init(apps: [AppRow], runtimes: [RuntimeSummary], machine: MachineLoad) {
    self.apps = apps
    self.runtimes = runtimes
    self.machine = machine
  }

  package var title: String { "Overview" }
  package var place: Place? { .overview }
  package var freshness: Freshness { .events }

  package func actions(_ frame: Frame) -> HTML { AppTable.deployButton }

  package func content(_ frame: Frame) -> HTML {
    stats
    trouble(frame)
    Card("Applications", aside: apps.count > 8 ? AppTable.search : HTML()) { AppTable(apps: apps, frame: frame).html }.html
    RuntimeChips(runtimes: runtimes).html
  }

  private var stats: HTML {
    let running = apps.filter { $0.summary.state == .running }.count
    let installed = runtimes.filter { !$0.installed.isEmpty }
    let used = runtimes.flatMap(\.installed).map(\.size).reduce(ByteCount(0), +)
    return Tag.div(.id("stats"), .class("stats")) {
      Stat("Apps running", "\(running)") { "of \(apps.count)\(rest)" }.html
      Stat("Runtimes", "\(installed.count)") { "\(used) on the disk" }.html
      machine.stats
    }
  }

  private var rest: String {
    let sleeping = apps.filter { $0.summary.state == .sleeping }.count
    return sleeping > 0 ? ", \(sleeping) asleep" : ""
  }

  /// What needs somebody, before all the rest.
  private func trouble(_ frame: Frame) -> HTML? {
    let ill = apps.filter { $0.summary.state == .error || $0.summary.state == .runtimeMissing }
    guard !ill.isEmpty else { return nil }
    return Tag.section(.id("trouble"), .class("trouble"), .label("What needs you")) {
      Tag.h2 { "\(NumberText.counted(ill.count, "app needs", "apps need")) you" }
      Tag.ul {
        for row in ill.prefix(5) {
          Tag.li {
            StateBadge(row.summary.state).html
            Tag.a(.href(.app(row.summary.name, .overview))) { row.summary.name.text }
            if row.summary.state == .runtimeMissing {
              Tag.span { "cannot start without its runtime" }
            } else {
              Tag.span { "restarted \(NumberText.counted(row.summary.restarts, "time")), and is down" }
            }
            Tag.a(.class("more"), .href(.app(row.summary.name, row.summary.state == .error ? .logs : .overview))) {
              row.summary.state == .error ? "See why" : "Install what is missing"
            }
          }
        }
        if ill.count > 5 { Tag.li { Tag.a(.href(.apps)) { "and \(ill.count - 5) more" } } }
      }
    }
  }
}

/// What the machine has, and how much of it is left.
package struct MachineLoad: Sendable {
  package var disk: Space
  var memory: Space
  var processors: Int
  /// How many processes waited for a processor, over the last minute; nil when it cannot be told.
  var load: Double?

  package init(disk: Space, memory: Space, processors: Int, load: Double?) {
    self.disk = disk
    self.memory = memory
    self.processors = processors
    self.load = load
  }

  @HTMLBuilder var stats: HTML {
    Stat("Storage", "\(disk.free) free") {
      Meter(share: MachineLoad.used(disk), label: "Storage in use").html
      Tag.span { "of \(disk.total)" }
    }.html
    Stat("Memory", "\(memory.free) free") {
      Meter(share: MachineLoad.used(memory), label: "Memory in use").html
      Tag.span { "of \(memory.total)" }
    }.html
    if let load {
      Stat("Load", NumberText.short(load)) {
        Meter(share: load / Double(max(1, processors)), label: "Load of the processors").html
        Tag.span { NumberText.counted(processors, "processor") }
      }.html
    }
  }

  private static func used(_ space: Space) -> Double {
    guard space.total.bytes > 0, space.free < space.total else { return 0 }
    return Double(space.total.bytes - space.free.bytes) / Double(space.total.bytes)
  }
}
