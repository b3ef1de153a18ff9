package import RoostModel

/// A runtime and the versions wanted of it, as users type it: `nodejs@22`, `node`, `python@>=3.9,<3.13`.
package struct RuntimeSpecifier: Hashable, Sendable, CustomStringConvertible {
  package var runtime: RuntimeID
  package var selector: VersionSelector

  package init(runtime: RuntimeID, selector: VersionSelector) {
    self.runtime = runtime
    self.selector = selector
  }

  package var description: String { "\(runtime)@\(selector)" }
}
