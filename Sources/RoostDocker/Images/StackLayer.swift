/// A layer on its way into an image.
enum StackLayer: Sendable {
  /// Has to be read.
  case directory(LayerArchive)
  /// An archive made for the purpose.
  case archive([UInt8])
  /// The engine has it: its digest suffices.
  case known(digest: String)
}
