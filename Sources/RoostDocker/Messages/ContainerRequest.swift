/// What a container is made from: the body of `POST /containers/create`.
struct ContainerRequest: Sendable, Encodable, Equatable {
  var image: String
  var hostname: String
  var entrypoint: [String]
  var command: [String] = []
  var variables: [String] = []
  var user = "0:0"
  var workingDirectory = "/"
  var labels: [String: String]
  var host: ContainerHostSettings

  private enum CodingKeys: String, CodingKey {
    case image = "Image"
    case hostname = "Hostname"
    case entrypoint = "Entrypoint"
    case command = "Cmd"
    case variables = "Env"
    case user = "User"
    case workingDirectory = "WorkingDir"
    case labels = "Labels"
    case host = "HostConfig"
  }
}
