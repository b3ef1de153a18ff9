/// Why a list of versions or checksums cannot be used.
package struct ListingFault: Error, Equatable {
  /// Reads after "the list ...".
  package var reason: String

  init(_ reason: String) { self.reason = reason }
}
