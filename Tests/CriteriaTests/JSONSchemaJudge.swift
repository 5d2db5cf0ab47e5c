import Foundation
import TestSupport

/// Python's jsonschema, the judge of whether YAML files keep to a JSON Schema.
enum JSONSchemaJudge {
  /// Whether Python has jsonschema and a YAML reader.
  static let isInstalled = Judges.has("jsonschema") && Judges.has("yaml")

  /// What jsonschema says of the YAML files of a folder; empty where all keep to the schema.
  static func complaint(of folder: URL, against schema: URL) -> String {
    let script = """
      import json, pathlib, sys, jsonschema, yaml
      validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[2], encoding="utf-8")))
      folder = pathlib.Path(sys.argv[1])
      # Scalars stay text, as the parser reads them; only truth values are told apart.
      def truths(node):
          if isinstance(node, dict): return {key: truths(value) for key, value in node.items()}
          if isinstance(node, list): return [truths(item) for item in node]
          return node == "true" if node in ("true", "false") else node
      for path in sorted(folder.glob("*.yaml")) + sorted(folder.glob("rules/*.yaml")):
          document = truths(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))
          for error in validator.iter_errors(document):
              print(path.name, list(error.absolute_path), error.message[:200])
      """
    let run = Judges.python(script, folder.path, schema.path)
    return run.status == 0 ? run.output : "python ended with \(run.status): \(run.errors)"
  }
}
