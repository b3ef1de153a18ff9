import Crypto
import RoostModel

/// SHA-256 over what a layer is made from: any change of an input is another layer.
struct LayerDigest {
  private var hash = SHA256()

  /// `recipe` names the way of making it.
  init(recipe: String) { add(recipe) }

  /// Each part is preceded by its length, so that parts cannot run together.
  mutating func add(_ part: String) {
    let bytes = Array(part.utf8)
    hash.update(data: Array("\(bytes.count):".utf8))
    hash.update(data: bytes)
  }

  mutating func add(_ parts: some Sequence<String>) {
    for part in parts { add(part) }
  }

  var hexadecimal: String { HexText.of(hash.finalize()) }
}
