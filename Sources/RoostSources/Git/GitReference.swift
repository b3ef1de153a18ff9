package import RoostModel

/// A branch, a tag or a whole commit, as a user or a webhook names it. Pure.
package struct GitReference: Sendable, Equatable {
  package let text: String

  private static let bytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+@#=-".utf8)

  package init(_ text: String) throws(Problem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy(GitReference.bytes.contains), !text.hasPrefix("-"),
      !text.contains(".."), !text.contains("@{"), text != "@", !text.hasSuffix("."),
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") })
    else {
      throw Problem(
        .usageInvalid, "\(SourceText.line(text, atMost: 60).debugDescription) is no name of a branch, a tag or a commit",
        hint: "name one: --ref main, --ref v1.2, or a commit with all of its digits")
    }
    self.text = text
  }

  package var isCommit: Bool { (text.utf8.count == 40 || text.utf8.count == 64) && text.allSatisfy { $0.isHexDigit } }
}
