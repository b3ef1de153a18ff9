import RoostModel

/// Finds the app whose page asked for a path that is nobody's, as pages do that believe to be alone on their host.
enum PrefixRescue {
  /// The mount below which the request was meant: it comes from a page of this very host, and that page is an app's.
  static func mount(for request: RuleRequest, in table: RouteTable) -> Mount? {
    guard [.get, .head, .post].contains(request.method), request.fetchSite == "same-origin", !request.host.isEmpty,
      let path = path(request.referer, on: request.host)
    else { return nil }
    guard let mount = table.ownMount(path), !mount.prefix.isEmpty, mount.route.settings.prefixRescue ?? true else { return nil }
    return mount
  }

  /// The path of an address on `host`.
  private static func path(_ referer: String?, on host: String) -> String? {
    guard let referer, let end = referer.firstRange(of: "://"), ["http", "https"].contains(referer[..<end.lowerBound]) else {
      return nil
    }
    let rest = referer[end.upperBound...]
    guard rest.prefix(while: { $0 != "/" }).lowercased() == host.lowercased() else { return nil }
    return String(rest.drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" })
  }
}
