import RoostModel

/// Where an app is found and what the gateway does for it, in lines.
struct RouteText {
  let settings: RouteSettings
  /// `nil` when nobody said one yet.
  let name: AppName?

  /// Without scheme and port, which are the daemon's to know. None without a name.
  var places: [String] {
    guard let name else { return [] }
    return settings.places(of: name, domains: ["localhost"]).map { place in
      let text = place.text
      return text + (text.hasSuffix("/") ? "" : "/") + (place.path.strip ? "" : "  (the app sees the whole path)")
    }
  }

  var rules: [String] {
    var lines: [String] = []
    if let allow = settings.allow { lines.append("only for \(allow.map(\.description).joined(separator: ", "))") }
    if let auth = settings.auth { lines.append("only with a password: \(auth.users.keys.sorted().joined(separator: ", "))") }
    if let cors = settings.cors {
      lines.append("pages of \(cors.allowsEveryone ? "every origin" : cors.origins.joined(separator: ", ")) may ask")
    }
    lines += (settings.redirects ?? []).map { "\($0.from) redirects to \($0.to) (\($0.status ?? 302))" }
    lines += (settings.rewrites ?? []).map { "\($0.from) asks for \($0.to)" }
    if let edits = settings.headers?.request { lines.append("requests: \(changes(edits))") }
    if let edits = settings.headers?.response { lines.append("responses: \(changes(edits))") }
    if settings.prefixRescue == false { lines.append("requests without the prefix are not sent on") }
    return lines
  }

  private func changes(_ edits: FieldEdits) -> String {
    let set = edits.set.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let add = edits.add.sorted { $0.key < $1.key }.map { "+\($0.key): \($0.value)" }
    return (set + add + edits.remove.map { "-\($0)" }).joined(separator: ", ")
  }
}
