import RoostModel

/// What is installed, and what could be: first what apps are written for, which has phases of support.
struct RuntimeChips {
  let runtimes: [RuntimeSummary]

  var html: HTML {
    let installed = runtimes.filter { !$0.installed.isEmpty }
    let available = runtimes.filter { $0.installed.isEmpty }
    let ranked = available.filter { !$0.support.isEmpty } + available.filter(\.support.isEmpty)
    return Card("Runtimes", id: "runtimes", aside: Tag.a(.href(.runtimes)) { "All runtimes" }) {
      Tag.ul(.class("chips")) {
        for runtime in installed { entry(runtime, "have") }
        for runtime in ranked.prefix(max(4, 12 - installed.count)) { entry(runtime, "could") }
      }
    }.html
  }

  private func entry(_ runtime: RuntimeSummary, _ kind: String) -> HTML {
    Tag.li(.class(kind)) {
      Tag.a(.href(.runtime(runtime.runtime))) { runtime.title }
      Tag.small {
        kind == "have" ? runtime.installed.map(\.version).joined(separator: ", ") : "\(runtime.cost.disk), not installed"
      }
    }
  }
}
