import RoostModel

/// The `config.ru` that a Ruby server loads in place of the project's own: it tells the app which path each request came by.
enum RackMount {
  static let file = AddedFile(
    name: "config.ru",
    text: """
      # Made by Roost: the app of config.ru, told which path it is mounted at as each request says.
      require "rack"

      parsed = Rack::Builder.parse_file("config.ru")
      # Rack before 3 answers with its options beside the app.
      inner = parsed.is_a?(Array) ? parsed.first : parsed
      run(lambda do |env|
        prefix = env["HTTP_X_FORWARDED_PREFIX"].to_s
        env["SCRIPT_NAME"] = prefix + env["SCRIPT_NAME"].to_s unless prefix.empty?
        inner.call(env)
      end)

      """)
}
