import RoostModel

/// Reads `gateway.hosts`, `gateway.paths` and `gateway.project`: where an app is found beside its name.
enum RoutePlacesReader {
  static let keys = ["hosts", "paths", "project"]
  private static let most = 50

  static func read(_ reader: ObjectReader, into route: inout RouteSettings) throws(DocumentFault) {
    let hosts = try hosts(reader)
    let paths = try paths(reader, onOwnHosts: !hosts.isEmpty)
    route.hosts = hosts.isEmpty ? nil : hosts
    route.paths = paths.isEmpty ? nil : paths
    route.project = try project(reader)
  }

  private static func hosts(_ reader: ObjectReader) throws(DocumentFault) -> [RouteHost] {
    let texts = try reader.texts("hosts")
    guard texts.count <= most else { throw reader.fault("hosts", "more than \(most) hosts") }
    var hosts: [RouteHost] = []
    for text in texts {
      guard let host = RouteHost(text) else {
        throw reader.fault(
          "hosts",
          "'\(text.prefix(80))' is not a host name such as shop.example.com or *.shop.example.com: no port, no scheme, no address"
        )
      }
      guard !isRoosts(host) else { throw reader.fault("hosts", "'\(text.prefix(80))' is kept for Roost itself") }
      hosts.append(host)
    }
    return hosts
  }

  /// `api.localhost` is no app's.
  private static func isRoosts(_ host: RouteHost) -> Bool {
    let labels = host.description.split(separator: ".").map(String.init)
    return labels.last == "localhost" && labels.count == 2 && AppName.reserved.contains(labels[0])
  }

  private static func paths(_ reader: ObjectReader, onOwnHosts: Bool) throws(DocumentFault) -> [RoutePath] {
    guard reader.value("paths") != nil else { return [] }
    let items = try reader.objects("paths", knownKeys: ["path", "strip"])
    guard items.count <= most else { throw reader.fault("paths", "more than \(most) paths") }
    var paths: [RoutePath] = []
    for item in items {
      let text = try item.requiredText("path")
      guard let path = RoutePath(text, strip: try item.flag("strip") ?? true) else {
        throw item.fault(
          "path", "'\(text.prefix(80))' is not a path such as /shop: letters, digits, '-', '.', '_' and '~' between '/'")
      }
      guard onOwnHosts || !path.isReserved else {
        throw item.fault(
          "path", "'\(text.prefix(80))' is kept for Roost on the gateway's own host; name hosts of your own for it")
      }
      paths.append(path)
    }
    return paths
  }

  private static func project(_ reader: ObjectReader) throws(DocumentFault) -> AppName? {
    guard let text = try reader.text("project") else { return nil }
    do throws(Problem) {
      return try AppName(text)
    } catch {
      throw reader.fault(
        "project", "'\(text.prefix(80))' is not a name: use 2 to 40 of a-z, 0-9 and '-', beginning with a letter")
    }
  }
}
