package import RoostModel

/// Why a tree archive is refused.
package struct TarFault: Error, Equatable {
  package var reason: String

  package init(_ reason: String) { self.reason = reason }

  package var problem: Problem {
    Problem(.bundleInvalid, reason, hint: "do not use it; have it made again: roost bundle create RUNTIME -o FILE")
  }
}
