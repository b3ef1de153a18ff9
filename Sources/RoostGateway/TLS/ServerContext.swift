import NIOSSL
import RoostModel

/// How the gateway speaks TLS with one certificate.
struct ServerContext {
  let certificate: GatewayCertificate
  let protocols: [String]

  /// TLS 1.2 with forward secrecy and authenticated encryption alone; those of TLS 1.3 are all of that kind.
  private static let ciphers: [NIOTLSCipher] = [
    .TLS_AES_128_GCM_SHA256, .TLS_AES_256_GCM_SHA384, .TLS_CHACHA20_POLY1305_SHA256,
    .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
  ]

  init(_ certificate: GatewayCertificate, protocols: [String]) {
    self.certificate = certificate
    self.protocols = protocols
  }

  /// Throws `certificate.invalid` when chain and key cannot be used together.
  func make() throws(Problem) -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMBytes(certificate.chain)
      let key = try NIOSSLPrivateKey(bytes: certificate.key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
      configuration.minimumTLSVersion = .tlsv12
      configuration.cipherSuiteValues = ServerContext.ciphers
      configuration.applicationProtocols = protocols
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw Problem(
        .certificateInvalid, "the certificate \(certificate.label) cannot be used: chain and key do not fit together",
        hint: "put the right ones in: roost tls add CERTIFICATE KEY --name \(certificate.label)", cause: "\(error)")
    }
  }
}
