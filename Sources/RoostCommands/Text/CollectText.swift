import RoostModel

/// What was thrown away, as a person reads it.
struct CollectText {
  let result: CollectResult
  /// It would be thrown away, and was not.
  let isPlan: Bool

  func text(_ style: TextStyle) -> String {
    guard !result.isEmpty else { return "Nothing to throw away; the store has \(result.kept).\n" }
    let verb = isPlan ? "would remove" : "removed"
    var text = result.layers.map { "\(style.green(verb)) \(style.bold($0))\n" }.joined()
    if result.downloads > 0 { text += "\(style.green(verb)) \(result.downloads) downloads\n" }
    text += images(style, verb)
    guard !result.layers.isEmpty || result.downloads > 0 else { return text }
    text +=
      isPlan
      ? "It would free \(result.freed) and leave \(result.kept).\n" : "\(result.freed) are free again, \(result.kept) stay.\n"
    return text + (result.transaction.map { "Bring the layers back: roost undo \($0)\n" } ?? "")
  }

  private func images(_ style: TextStyle, _ verb: String) -> String {
    guard !result.images.isEmpty else { return "" }
    let count = result.images.count == 1 ? "1 image" : "\(result.images.count) images"
    return "\(style.green(verb)) \(count) of the container engine: \(result.imagesFreed)\n"
  }
}
