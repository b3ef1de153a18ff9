/// What of an app's files can be looked at.
package enum AppTree: String, Codable, Sendable, CaseIterable {
  /// What the live release was made of.
  case code
  /// What building it added or changed.
  case build
  /// What the app keeps in `/data`.
  case data
}

/// A place in one of an app's trees. Made of names alone: there is no way up, and nothing but the tree's own to begin with.
package struct AppFilePath: Sendable, Equatable {
  package let steps: [String]

  package static let root = AppFilePath(steps: [])

  private init(steps: [String]) { self.steps = steps }

  /// `/src/index.js`, with or without its first slash. Throws for what no listing of ours would name.
  package init(_ text: String) throws(Problem) {
    // By bytes, as the kernel does: a slash and a mark on it are one character.
    let slash = UInt8(ascii: "/")
    let steps = text.utf8.drop { $0 == slash }.split(separator: slash, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    let wanted = steps == [""] ? [] : steps.last == "" ? Array(steps.dropLast()) : steps
    let isPlain = wanted.allSatisfy { step in
      !step.isEmpty && step != "." && step != ".." && step.utf8.count <= 255 && !step.utf8.contains(0)
    }
    guard isPlain, text.utf8.count <= 4096 else {
      throw Problem(
        .usageInvalid, "\(text.prefix(80).debugDescription) is no path of an app's file",
        hint: "write it from the top of the app's files, without . and ..: /src/index.js")
    }
    self.steps = wanted
  }

  package func appending(_ name: String) -> AppFilePath { AppFilePath(steps: steps + [name]) }
  package var parent: AppFilePath { AppFilePath(steps: Array(steps.dropLast())) }
  package var text: String { "/" + steps.joined(separator: "/") }
  /// For a system call that begins at the tree's own directory.
  package var relative: String { steps.isEmpty ? "." : steps.joined(separator: "/") }
}

/// A directory of an app, from one of its names on.
package struct AppFileListing: Codable, Sendable, Equatable {
  package var tree: AppTree
  package var path: String
  /// Of `code` and `build`.
  package var release: Int?
  /// In the order of their names.
  package var entries: [FileEntry]
  /// How many the directory has.
  package var total: Int
  /// Where the next part begins; `nil` at the end.
  package var next: Int?

  package init(tree: AppTree, path: String, release: Int?, entries: [FileEntry], total: Int, next: Int?) {
    self.tree = tree
    self.path = path
    self.release = release
    self.entries = entries
    self.total = total
    self.next = next
  }

  /// The most entries of one answer.
  package static let longest = 1000
}

/// Files whose content is by convention a secret: who may only read apps sees their names, not what is in them.
package enum SecretFiles {
  private static let names: Set<String> = [
    ".netrc", ".npmrc", ".pypirc", ".pgpass", ".my.cnf", ".git-credentials", ".htpasswd", ".dockercfg", ".vault-token",
    "master.key",
    "credentials", "credentials.json", "credentials.yml.enc", "service-account.json", "terraform.tfstate", "wp-config.php",
    "auth.json",
  ]
  private static let directories: Set<String> = [".ssh", ".aws", ".gnupg", ".kube", ".docker", ".git", ".gcloud", ".azure"]
  private static let endings = [
    ".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk", ".kdbx", ".asc", ".gpg", ".age", ".env", ".tfstate",
  ]
  private static let beginnings = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "secrets.", ".env"]
  /// What shows which variables there are, without their values.
  private static let samples = [".example", ".sample", ".template", ".dist", ".pub"]

  package static func holds(_ path: AppFilePath) -> Bool {
    guard let name = path.steps.last?.lowercased() else { return false }
    if path.steps.dropLast().contains(where: { directories.contains($0.lowercased()) }) { return true }
    if samples.contains(where: name.hasSuffix) { return false }
    return names.contains(name) || endings.contains(where: name.hasSuffix) || beginnings.contains(where: name.hasPrefix)
  }
}
