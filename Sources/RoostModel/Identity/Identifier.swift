/// A random identifier made by Roost: 16 lowercase hexadecimal digits, safe as a path segment.
///
/// `Kind` is a phantom type, so that an app's identifier cannot be passed where an environment's is wanted.
package struct Identifier<Kind>: Hashable, Sendable, TextCoded, LosslessStringConvertible {
  package let text: String
  package var description: String { text }

  /// A new identifier from the system's random number generator.
  package init() {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    text = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Accepts only what ``init()`` can have made.
  package init?(_ text: String) {
    guard text.utf8.count == 16, text.utf8.allSatisfy(ASCII.isLowercaseHex) else { return nil }
    self.text = text
  }
}

package enum AppKind {}
package enum EnvironmentKind {}
package typealias AppID = Identifier<AppKind>
package typealias EnvironmentID = Identifier<EnvironmentKind>
