/// The body of `POST /networks/create`: a bridge that leads out, and on which no container reaches another.
struct NetworkRequest: Sendable, Encodable, Equatable {
  var name: String
  var driver = "bridge"
  var checkDuplicate = true
  var options = ["com.docker.network.bridge.enable_icc": "false"]
  var labels = ["dev.roost.network": "1"]

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case driver = "Driver"
    case checkDuplicate = "CheckDuplicate"
    case options = "Options"
    case labels = "Labels"
  }
}
