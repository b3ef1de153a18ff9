/// How a client speaks to the gateway.
enum PublicScheme: String, CustomStringConvertible {
  case http, https

  var description: String { rawValue }
}
