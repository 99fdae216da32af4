"""The API's process: uvicorn with its own arguments, and a quicker start.

Loading makes a million objects and no garbage: looking for garbage meanwhile takes a sixth of the start. The application
turns the collector on again once it is up (`app.core.memory.settle`).
"""

import gc
import runpy

if __name__ == "__main__":
    gc.disable()
    runpy.run_module("uvicorn", run_name="__main__", alter_sys=True)
