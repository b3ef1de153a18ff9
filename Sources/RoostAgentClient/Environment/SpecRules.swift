package import RoostModel

/// What holds for variables and paths in every environment, whatever carries it.
package enum SpecRules {
  package static func checkVariables(_ variables: [String: String]) throws(Problem) {
    for (name, value) in variables {
      let isName = !name.isEmpty && !name.utf8.contains(UInt8(ascii: "=")) && !name.utf8.contains(0)
      guard isName, !value.utf8.contains(0) else {
        throw Problem(
          .usageInvalid, "\(name.debugDescription.prefix(80)) cannot be a variable",
          hint: "correct what was asked for: roost plan DIR")
      }
    }
  }

  /// One word of a hosts file.
  package static func isHostName(_ name: String) -> Bool {
    let letters = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "."), UInt8(ascii: "-"): true
      default: false
      }
    }
    return letters && !name.isEmpty && name.utf8.count <= 253
  }

  /// Absolute, without `..` and NUL.
  package static func isPlain(_ path: String) -> Bool {
    path.hasPrefix("/") && path.utf8.count <= 4096 && !path.utf8.contains(0) && !path.split(separator: "/").contains("..")
  }
}
