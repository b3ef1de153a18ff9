/// What one file says for the catalogue as a whole.
struct CatalogueCommon: Equatable {
  /// Grows with each change of the shipped catalogue: `2026112101` is the first of that day.
  var serial: UInt64?
  var profiles: [Profile]
}
