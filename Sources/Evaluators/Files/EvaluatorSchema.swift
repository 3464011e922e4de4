/// The JSON Schema of an evaluator's file, for editors and for programs that write such files.
///
/// What a schema cannot say is left to the tool: whether a pattern can be compiled, whether a criterion is there,
/// whether a range is one.
package enum EvaluatorSchema {
  /// The text of the schema, in draft 2020-12.
  package static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Faultline evaluator",
      "description": "A criterion made runnable: evaluators/<name>.yaml in a Faultline workspace.",
      "type": "object",
      "required": ["name", "criterion", "kind"],
      "additionalProperties": false,
      "properties": {
        "name": {"$ref": "#/$defs/name", "description": "The name of the file without .yaml."},
        "criterion": {"$ref": "#/$defs/name", "description": "The criterion that it answers."},
        "kind": {"enum": ["check", "judge", "hybrid"]},
        "threshold": {"$ref": "#/$defs/share", "default": 0.5, "description": "The score from which a trace passes."},
        "scale": {
          "type": "object",
          "required": ["labels"],
          "additionalProperties": false,
          "description": "The labels that it answers with, the worst first. Left out: the scale of the criterion.",
          "properties": {
            "kind": {"enum": ["nominal", "ordinal"], "default": "ordinal"},
            "labels": {
              "type": "array", "minItems": 2, "uniqueItems": true, "items": {"$ref": "#/$defs/label"}
            }
          }
        },
        "target": {
          "$ref": "#/$defs/share", "default": 0.8,
          "description": "The agreement with people from which it may block a release."
        },
        "check": {"$ref": "#/$defs/rule"},
        "program": {
          "type": "object",
          "required": ["command"],
          "additionalProperties": false,
          "properties": {
            "command": {
              "type": "array", "minItems": 1, "items": {"type": ["string", "number"], "minLength": 1},
              "description": "The program and what it is given; no shell reads it. Paths are seen from the workspace."
            },
            "time_limit_seconds": {"type": "number", "exclusiveMinimum": 0, "maximum": 3600, "default": 10}
          }
        },
        "judge": {
          "type": "object",
          "required": ["endpoint", "model", "prompt"],
          "additionalProperties": false,
          "properties": {
            "endpoint": {"$ref": "#/$defs/text", "description": "The name of an endpoint in faultline.yaml."},
            "model": {"$ref": "#/$defs/text"},
            "procedure": {"enum": ["direct", "reflection", "debate"], "default": "direct"},
            "prompt": {"type": "string", "pattern": "\\{\\{conversation\\}\\}"},
            "samples": {"type": "integer", "minimum": 1, "maximum": 100, "default": 1},
            "temperature": {"type": "number", "minimum": 0, "maximum": 2, "default": 0},
            "seed": {"type": "integer", "minimum": 0, "maximum": 9007199254740992},
            "answer_tokens": {"type": "integer", "minimum": 1, "maximum": 100000, "default": 512}
          }
        }
      },
      "allOf": [
        {"not": {"required": ["check", "program"]}},
        {
          "if": {"properties": {"kind": {"const": "check"}}},
          "then": {
            "anyOf": [{"required": ["check"]}, {"required": ["program"]}], "properties": {"judge": false}
          }
        },
        {
          "if": {"properties": {"kind": {"const": "judge"}}},
          "then": {"required": ["judge"], "properties": {"check": false, "program": false}}
        },
        {
          "if": {"properties": {"kind": {"const": "hybrid"}}},
          "then": {"required": ["judge"], "anyOf": [{"required": ["check"]}, {"required": ["program"]}]}
        }
      ],
      "$defs": {
        "name": {
          "type": "string", "pattern": "^[a-z0-9_-]{1,64}$",
          "not": {"enum": ["severity", "rationale", "dialogue", "id", "status"]}
        },
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "text": {"type": ["string", "number"], "minLength": 1},
        "label": {"type": ["string", "number", "boolean"], "minLength": 1},
        "role": {"enum": ["system", "user", "assistant", "tool"]},
        "tool": {"$ref": "#/$defs/text"},
        "pattern": {
          "type": "string", "minLength": 1, "maxLength": 10000,
          "description": "A regular expression in the syntax of RE2: matched in linear time."
        },
        "pointer": {
          "type": "string", "pattern": "^(/([^~/]|~[01])*)*$", "description": "A JSON pointer, RFC 6901; empty for the whole."
        },
        "rule": {
          "type": "object",
          "minProperties": 1,
          "maxProperties": 1,
          "additionalProperties": false,
          "properties": {
            "all": {"$ref": "#/$defs/rules"},
            "any": {"$ref": "#/$defs/rules"},
            "not": {"$ref": "#/$defs/rule"},
            "called": {
              "description": "A tool is called: at least once, or as often as is said.",
              "anyOf": [
                {"$ref": "#/$defs/tool"},
                {
                  "type": "object",
                  "required": ["tool"],
                  "additionalProperties": false,
                  "properties": {
                    "tool": {"$ref": "#/$defs/tool"},
                    "at_least": {"type": "integer", "minimum": 0, "maximum": 1000000},
                    "at_most": {"type": "integer", "minimum": 0, "maximum": 1000000}
                  }
                }
              ]
            },
            "not_called": {
              "description": "A tool is not called.",
              "anyOf": [
                {"$ref": "#/$defs/tool"},
                {
                  "type": "object", "required": ["tool"], "additionalProperties": false,
                  "properties": {"tool": {"$ref": "#/$defs/tool"}}
                }
              ]
            },
            "called_before": {
              "$ref": "#/$defs/order", "description": "Each call of the other tool comes after a call of the tool."
            },
            "called_after": {
              "$ref": "#/$defs/order", "description": "Each call of the other tool comes before a call of the tool."
            },
            "argument": {"$ref": "#/$defs/value"},
            "result": {"$ref": "#/$defs/value"},
            "text": {
              "description": "A turn of the role matches, or none does.",
              "$ref": "#/$defs/says",
              "anyOf": [{"required": ["matches"]}, {"required": ["not_matches"]}]
            },
            "last_turn": {
              "description": "The last turn is by the role, and what it says matches, or does not.",
              "$ref": "#/$defs/says",
              "anyOf": [{"required": ["role"]}, {"required": ["matches"]}, {"required": ["not_matches"]}]
            },
            "language": {
              "type": "object",
              "required": ["role"],
              "additionalProperties": false,
              "oneOf": [{"required": ["is"]}, {"required": ["same_as"]}],
              "properties": {
                "role": {"$ref": "#/$defs/role"},
                "is": {
                  "enum": [
                    "arabic", "chinese", "dutch", "english", "french", "german", "greek", "hebrew", "hindi", "italian",
                    "japanese", "korean", "polish", "portuguese", "russian", "spanish", "swedish", "thai", "turkish",
                    "ukrainian"
                  ]
                },
                "same_as": {"$ref": "#/$defs/role"}
              }
            }
          }
        },
        "rules": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/rule"}},
        "order": {
          "type": "object",
          "required": ["tool", "other"],
          "additionalProperties": false,
          "properties": {"tool": {"$ref": "#/$defs/tool"}, "other": {"$ref": "#/$defs/tool"}}
        },
        "says": {
          "type": "object",
          "properties": {
            "role": {"$ref": "#/$defs/role"},
            "matches": {"$ref": "#/$defs/pattern"},
            "not_matches": {"$ref": "#/$defs/pattern"}
          },
          "additionalProperties": false
        },
        "value": {
          "type": "object",
          "description": "What an argument or a result of a tool's calls is, at a JSON pointer.",
          "required": ["tool"],
          "additionalProperties": false,
          "properties": {
            "tool": {"$ref": "#/$defs/tool"},
            "at": {"$ref": "#/$defs/pointer"},
            "calls": {"enum": ["every", "any"], "default": "every"},
            "equals": {"type": ["string", "number", "boolean", "null"]},
            "matches": {"$ref": "#/$defs/pattern"},
            "at_least": {"type": "number"},
            "at_most": {"type": "number"},
            "equals_earlier": {
              "type": "object",
              "required": ["tool"],
              "additionalProperties": false,
              "oneOf": [{"required": ["argument"]}, {"required": ["result"]}],
              "properties": {
                "tool": {"$ref": "#/$defs/tool"},
                "argument": {"$ref": "#/$defs/pointer"},
                "result": {"$ref": "#/$defs/pointer"}
              }
            },
            "exists": {"type": "boolean"}
          },
          "oneOf": [
            {"required": ["equals"]},
            {"required": ["matches"]},
            {"anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}]},
            {"required": ["equals_earlier"]},
            {"required": ["exists"]}
          ]
        }
      }
    }
    """# + "\n"
}
