import RoostModel

/// How a wish is fulfilled.
enum HostStep: Sendable {
  /// It is there and works.
  case present(HostPresence)
  /// The machine's manager brings it in this version.
  case packages([PackageWish], version: String)
  /// The manager has no version that fits: the maker's own archive, beside the packages.
  case archive(SourcedOffer)
  case impossible(Problem)
}

/// A wish and its step.
struct HostPlanned: Sendable {
  var wish: HostWish
  var step: HostStep
}
