/// `passwd` and `group` as the environment sees them: those of its stack, and its own user.
package struct IdentityFiles: Equatable, Sendable {
  /// What programs call the environment's user.
  package static let userName = "app"

  package var passwd: String
  package var group: String

  /// - Parameters:
  ///   - passwd: contents in the stack; empty when it has none.
  ///   - group: likewise.
  ///   - home: the user's home directory.
  package init(passwd: String, group: String, user: UInt32, home: String) {
    let name = IdentityFiles.userName
    self.passwd =
      IdentityFiles.without(name, user, in: passwd, otherwise: "root:x:0:0:root:/root:/bin/sh\n")
      + "\(name):x:\(user):\(user):\(name):\(home):/bin/sh\n"
    self.group = IdentityFiles.without(name, user, in: group, otherwise: "root:x:0:\n") + "\(name):x:\(user):\n"
  }

  /// What several layers say, topmost first: of each name what the topmost says, as each layer was made on the base alone.
  package static func united(_ texts: [String]) -> String {
    var names: Set<Substring> = []
    var lines: [Substring] = []
    for text in texts {
      for line in text.split(separator: "\n") where names.insert(line.prefix { $0 != ":" }).inserted { lines.append(line) }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  /// Both files have the name first and the number third.
  private static func without(_ name: String, _ number: UInt32, in text: String, otherwise fallback: String) -> String {
    let lines = text.split(separator: "\n").filter { line in
      let fields = line.split(separator: ":", omittingEmptySubsequences: false)
      return fields.count > 2 && fields[0] != name && fields[2] != "\(number)"
    }
    return lines.isEmpty ? fallback : lines.joined(separator: "\n") + "\n"
  }
}
