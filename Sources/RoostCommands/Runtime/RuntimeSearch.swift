import RoostModel

/// Which runtimes somebody means by some words. Pure.
struct RuntimeSearch {
  let words: [String]

  /// Those whose name, other name or command is just the only word come first; otherwise the catalogue's order.
  func found(in runtimes: [RuntimeSummary]) -> [RuntimeSummary] {
    let wanted = words.flatMap { $0.lowercased().split(separator: " ") }.map(String.init)
    let found = runtimes.filter { runtime in
      let text = RuntimeSearch.text(of: runtime)
      return wanted.allSatisfy { text.contains($0) }
    }
    let exact = found.filter { runtime in wanted.count == 1 && RuntimeSearch.names(of: runtime).contains(wanted[0]) }
    return exact + found.filter { !exact.contains($0) }
  }

  private static func names(of runtime: RuntimeSummary) -> [String] {
    ([runtime.runtime.text] + runtime.aliases + runtime.provides).map { $0.lowercased() }
  }

  private static func text(of runtime: RuntimeSummary) -> String {
    (names(of: runtime) + [runtime.title.lowercased()]).joined(separator: " ")
  }
}
