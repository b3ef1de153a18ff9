/// What a descriptor is ready for.
struct Readiness {
  var isReadable: Bool
  var isWritable: Bool
  /// The other side is gone, or the descriptor failed. What it sent before can still be read.
  var isClosed: Bool
}
