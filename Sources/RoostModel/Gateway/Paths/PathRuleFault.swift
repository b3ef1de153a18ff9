/// Why a text is no ``PathPattern`` or no ``PathTemplate``. Its sentence goes on from what the text is called.
package enum PathRuleFault: Error, Equatable, Sendable {
  case noPath, withHost, character, splatNotLast, name, nameRepeated
  case destination

  package var sentence: String {
    switch self {
    case .noPath: "does not begin with a path such as /old"
    case .withHost: "names a host; a rule is for a path"
    case .character: "has a character that no path has"
    case .splatNotLast: "has a * that is not the whole last part of its path"
    case .name: "has a placeholder that is not a colon and a name"
    case .nameRepeated: "uses a placeholder twice in one path"
    case .destination: "leads to what is neither a path nor an http or https address"
    }
  }
}
