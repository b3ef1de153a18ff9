package import RoostModel

/// The name of an image as people write it: `node:18`, `ghcr.io/owner/name@sha256:...`. Pure.
package struct ImageReference: Sendable, Equatable, CustomStringConvertible {
  /// Without tag and digest.
  package let name: String
  /// A tag, or a digest; `latest` when none was given.
  package let tag: String

  private static let longest = 255

  /// Refuses what is no name, so that nothing else gets into a request.
  package init(_ text: String) throws(Problem) {
    let (name, tag) = ImageReference.split(text)
    let allowed: (UInt8) -> Bool = { byte in
      ImageReference.letters.contains(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "._-/:".utf8.contains(byte)
    }
    guard !name.isEmpty, !tag.isEmpty, text.utf8.count <= ImageReference.longest, name.utf8.allSatisfy(allowed),
      tag.utf8.allSatisfy(allowed), !name.hasPrefix("-"), !name.hasPrefix("/"), !name.contains("//"), !name.contains("..")
    else {
      throw Problem(
        .usageInvalid, "\(text.prefix(100).debugDescription) is not the name of an image",
        hint: "write it as for docker pull: node:18, or ghcr.io/owner/name:tag")
    }
    self.name = name
    self.tag = tag
  }

  package var description: String { tag.hasPrefix("sha256:") ? "\(name)@\(tag)" : "\(name):\(tag)" }

  private static let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  private static func split(_ text: String) -> (name: String, tag: String) {
    if let at = text.firstIndex(of: "@") { return (String(text[..<at]), String(text[text.index(after: at)...])) }
    // A colon before the last slash is the port of a registry.
    guard let colon = text.lastIndex(of: ":"), !text[colon...].contains("/") else { return (text, "latest") }
    return (String(text[..<colon]), String(text[text.index(after: colon)...]))
  }
}
