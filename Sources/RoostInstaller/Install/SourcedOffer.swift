/// A version that could be installed now, and the source that makes it.
struct SourcedOffer: Sendable {
  var source: any LayerSource
  var offer: LayerOffer

  var version: String { offer.version }
}
